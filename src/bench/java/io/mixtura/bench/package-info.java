/** The Java side of the comparisons with peers; see src/docs/performance.md. */
package io.mixtura.bench;
