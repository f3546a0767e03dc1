// The fields that have a name in the messages of the configuration.

import type { ConfigField } from '../../contract/config.ts';

export type FormFieldName = Exclude<ConfigField, 'data' | 'classes'>;
