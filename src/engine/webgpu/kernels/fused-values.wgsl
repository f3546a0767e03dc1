// Where the values between the layers lie when one workgroup takes a sample all the way: in its own memory.

var<workgroup> s2Here: array<f32, C1 * 196>;
// The picture, until c3 takes its place.
var<workgroup> c3Here: array<f32, max(C3 * 100, 1024u)>;

fn readPicture(sample: u32, i: u32) -> f32 { return c3Here[i]; }
// Kept for the weights' gradients as well.
fn writePicture(sample: u32, i: u32, value: f32) {
  c3Here[i] = value;
  values[FRAMED_AT + sample * 1024 + i] = value;
}
fn readS2(sample: u32, i: u32) -> f32 { return s2Here[i]; }
fn writeS2(sample: u32, i: u32, value: f32) { s2Here[i] = value; }
// Outputs of c3, then their gradients.
fn readC3(sample: u32, i: u32) -> f32 { return c3Here[i]; }
fn writeC3(sample: u32, i: u32, value: f32) { c3Here[i] = value; }
// Kept for the weights' gradients as well.
fn writeS4(sample: u32, i: u32, value: f32) {
  here[i] = value;
  values[S4_AT + sample * S4 + i] = value;
}
