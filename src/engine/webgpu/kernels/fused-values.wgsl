// The values between the layers in the memory of the one workgroup that takes a sample through all layers.

var<workgroup> s2Local: array<f32, C1 * 196>;
// The image, later the outputs of c3.
var<workgroup> c3Local: array<f32, max(C3 * 100, 1024u)>;

fn readImage(sample: u32, i: u32) -> f32 { return c3Local[i]; }
// Also stored in `values` for the weights' gradients.
fn writeImage(sample: u32, i: u32, value: f32) {
  c3Local[i] = value;
  values[member][FRAMED_AT + sample * 1024 + i] = value;
}
fn readS2(sample: u32, i: u32) -> f32 { return s2Local[i]; }
fn writeS2(sample: u32, i: u32, value: f32) { s2Local[i] = value; }
// Outputs of c3, then their gradients.
fn readC3(sample: u32, i: u32) -> f32 { return c3Local[i]; }
fn writeC3(sample: u32, i: u32, value: f32) { c3Local[i] = value; }
// Also stored in `values` for the weights' gradients.
fn writeS4(sample: u32, i: u32, value: f32) {
  denseLocal[i] = value;
  values[member][S4_AT + sample * S4 + i] = value;
}
