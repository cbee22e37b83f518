package io.mixtura.serving.inference;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types that a tensor of points can have, little-endian in binary. */
enum TensorType {
  BOOL(1) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.get(at);
    }
  },
  UINT8(1) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return Byte.toUnsignedInt(bytes.get(at));
    }
  },
  UINT16(2) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return Short.toUnsignedInt(bytes.getShort(at));
    }
  },
  UINT32(4) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return Integer.toUnsignedLong(bytes.getInt(at));
    }
  },
  UINT64(8) {
    @Override
    double read(ByteBuffer bytes, int at) {
      long value = bytes.getLong(at);
      return value >= 0 ? value : 2.0 * (value >>> 1 | value & 1);
    }
  },
  INT8(1) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.get(at);
    }
  },
  INT16(2) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getShort(at);
    }
  },
  INT32(4) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getInt(at);
    }
  },
  INT64(8) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getLong(at);
    }
  },
  FP32(4) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  FP64(8) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getDouble(at);
    }
  };

  private final int size;

  TensorType(int size) {
    this.size = size;
  }

  static Optional<TensorType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  /** Bytes of a number. */
  int size() {
    return size;
  }

  /** The number that begins at a byte. */
  abstract double read(ByteBuffer bytes, int at);
}
