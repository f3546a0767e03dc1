// The name of a compute device as text.

import { useTranslations } from 'use-intl';
import type { ComputeDevice } from '../../contract/device.ts';

export function useDeviceName(): (device: ComputeDevice) => string {
  const t = useTranslations('device');
  return (device) => (device.kind === 'gpu' ? device.adapter : t('cpu', { threads: device.threads }));
}
