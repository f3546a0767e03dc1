// Sizes in the module of double precision.

export const KERNEL = 5;
/** Bytes of a number, of a kernel's row and of a kernel. */
export const NUMBER: usize = 8;
export const KERNEL_ROW: usize = KERNEL * NUMBER;
export const KERNEL_BYTES: usize = KERNEL * KERNEL_ROW;
