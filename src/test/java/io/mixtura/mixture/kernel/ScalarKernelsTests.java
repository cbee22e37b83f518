package io.mixtura.mixture.kernel;

class ScalarKernelsTests extends KernelsContract {
  @Override
  Kernels kernels() {
    return new ScalarKernels();
  }
}
