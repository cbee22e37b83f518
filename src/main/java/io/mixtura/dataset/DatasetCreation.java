package io.mixtura.dataset;

/**
 * The outcome of storing observations: the dataset, new or not.
 *
 * @param dataset the dataset that holds them
 * @param created false if there already was one with the same content
 */
public record DatasetCreation(StoredDataset dataset, boolean created) {}
