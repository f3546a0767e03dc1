// The values between the layers in `values`, sample after sample, for plans with a kernel for each layer.

fn readImage(sample: u32, i: u32) -> f32 { return values[member][FRAMED_AT + sample * 1024 + i]; }
fn writeImage(sample: u32, i: u32, value: f32) { values[member][FRAMED_AT + sample * 1024 + i] = value; }
fn readS2(sample: u32, i: u32) -> f32 { return values[member][S2_AT + sample * C1 * 196 + i]; }
fn writeS2(sample: u32, i: u32, value: f32) { values[member][S2_AT + sample * C1 * 196 + i] = value; }
// Outputs of c3, then their gradients.
fn readC3(sample: u32, i: u32) -> f32 { return values[member][C3_AT + sample * C3 * 100 + i]; }
fn writeC3(sample: u32, i: u32, value: f32) { values[member][C3_AT + sample * C3 * 100 + i] = value; }
fn writeS4(sample: u32, i: u32, value: f32) { values[member][S4_AT + sample * S4 + i] = value; }
