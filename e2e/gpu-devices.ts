// A hold on the GPU devices of a page's worker, so that a test can take the newest away. Both run in the worker.

/** Before the worker asks for a device. */
export function rememberDevices(): void {
  const scope = globalThis as unknown as { devices: GPUDevice[] };
  scope.devices = [];
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...request) {
    const device = await requestDevice.apply(this, request);
    scope.devices.push(device);
    return device;
  };
}

export function destroyDevice(): void {
  (globalThis as unknown as { devices: GPUDevice[] }).devices.at(-1)!.destroy();
}
