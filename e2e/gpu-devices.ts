// Functions that run in a page's worker: they remember its GPU devices, count them, and destroy the newest.

/** Runs before the worker requests a device. */
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

export function deviceCount(): number {
  return (globalThis as unknown as { devices: GPUDevice[] }).devices.length;
}
