import { setFlagsFromString } from 'node:v8'

// On a machine with much memory V8 lets the heap of a small server grow to several times what it keeps. It may collect earlier instead: no
// limit, so a large import still gets what it needs. A V8 without this flag says so and goes on.
setFlagsFromString('--heap-growing-percent=25')
