package io.mixtura.dataset;

/**
 * What became of observations that were to be stored.
 *
 * @param dataset the dataset that holds them
 * @param created false if there already was one with the same content
 */
public record DatasetCreation(StoredDataset dataset, boolean created) {}
