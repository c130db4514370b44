/** Nothing: without this file the builder takes the one of the product, two folders up. */
export function register(): void {}
