/** What a component is: families of distributions, their parameters and their M steps. */
@NullMarked
package io.mixtura.mixture.family;

import org.jspecify.annotations.NullMarked;
