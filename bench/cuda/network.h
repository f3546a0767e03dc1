// Sizes of Classic LeNet and of what a step holds of each image. Parameters are in contract/model.ts's layout.

#pragma once

enum {
  CLASSES = 10,
  PARAMETERS = 61706,
  // Offsets of the parameters.
  C1 = 0,
  C1_BIAS = C1 + 6 * 25,
  C3 = C1_BIAS + 6,
  C3_BIAS = C3 + 16 * 150,
  F5 = C3_BIAS + 16,
  F5_BIAS = F5 + 120 * 400,
  F6 = F5_BIAS + 120,
  F6_BIAS = F6 + 84 * 120,
  F7 = F6_BIAS + 84,
  F7_BIAS = F7 + CLASSES * 84,
  // Offsets of what the first kernel writes of an image: the gradients of the convolutions, the inputs of the dense layers
  // and the gradients of their outputs, and the loss.
  S4_VALUES = F5,
  F5_VALUES = S4_VALUES + 400,
  F6_VALUES = F5_VALUES + 120,
  F5_DELTAS = F6_VALUES + 84,
  F6_DELTAS = F5_DELTAS + 120,
  F7_DELTAS = F6_DELTAS + 84,
  LOSS = F7_DELTAS + CLASSES,
  HELD = LOSS + 1,
};
