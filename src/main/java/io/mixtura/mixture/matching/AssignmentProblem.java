package io.mixtura.mixture.matching;

import java.util.Arrays;

/**
 * The assignment problem: to give each row of a square matrix a column of its own so that the sum
 * of what these cells cost is the least.
 *
 * <p>Row after row is added to an assignment that is the best one for the rows before it, along the
 * shortest augmenting path by costs that potentials u of the rows and v of the columns have reduced
 * to 0 and more: O(k³) in all, whatever the costs are.
 *
 * <ul>
 *   <li>Costs are finite; they may be negative.
 *   <li>Of several assignments of the least cost it is always the same one that is found.
 *   <li>No rows have no columns: the answer is empty.
 * </ul>
 *
 * @see <a href="https://doi.org/10.1007/BF02278710">R. Jonker and A. Volgenant, A shortest
 *     augmenting path algorithm for dense and sparse linear assignment problems, Computing 38
 *     (1987)</a>
 */
public final class AssignmentProblem {
  private static final int NONE = -1;

  private final double[][] cost;
  private final int size;
  private final double[] ofRows;
  private final double[] ofColumns;
  private final int[] rowOf;

  private AssignmentProblem(double[][] cost) {
    this.cost = cost;
    this.size = cost.length;
    this.ofRows = new double[size];
    this.ofColumns = new double[size];
    this.rowOf = new int[size];
    Arrays.fill(rowOf, NONE);
  }

  /** The column of each row. */
  public static int[] columns(double[][] cost) {
    AssignmentProblem problem = new AssignmentProblem(cost);
    for (int row = 0; row < cost.length; row++) {
      problem.add(row);
    }
    int[] columns = new int[cost.length];
    for (int column = 0; column < cost.length; column++) {
      columns[problem.rowOf[column]] = column;
    }
    return columns;
  }

  /** Finds the shortest path from a row to a free column, and changes the assignment along it. */
  private void add(int start) {
    double[] distance = new double[size];
    int[] before = new int[size];
    boolean[] isDone = new boolean[size];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(before, NONE);
    int column = NONE;
    int row = start;
    while (row != NONE) {
      double reached = column == NONE ? 0 : distance[column];
      for (int j = 0; j < size; j++) {
        double length = reached + cost[row][j] - ofRows[row] - ofColumns[j];
        if (!isDone[j] && length < distance[j]) {
          distance[j] = length;
          before[j] = column;
        }
      }
      column = nearest(distance, isDone);
      isDone[column] = true;
      row = rowOf[column];
    }
    changePotentials(start, distance, isDone, distance[column]);
    augment(start, column, before);
  }

  private int nearest(double[] distance, boolean[] isDone) {
    int nearest = NONE;
    for (int j = 0; j < size; j++) {
      if (!isDone[j] && (nearest == NONE || distance[j] < distance[nearest])) {
        nearest = j;
      }
    }
    return nearest;
  }

  /** So that reduced costs stay 0 along the assignment, and above it elsewhere. */
  private void changePotentials(int start, double[] distance, boolean[] isDone, double length) {
    ofRows[start] += length;
    for (int j = 0; j < size; j++) {
      if (isDone[j] && rowOf[j] != NONE) {
        ofRows[rowOf[j]] += length - distance[j];
        ofColumns[j] -= length - distance[j];
      }
    }
  }

  private void augment(int start, int end, int[] before) {
    int column = end;
    while (before[column] != NONE) {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    }
    rowOf[column] = start;
  }
}
