// Three small things that Chromium 86, the oldest browser of the counters, does not have and our libraries use.
if (!('at' in Array.prototype)) {
  Object.defineProperty(Array.prototype, 'at', {
    value: function at<T>(this: T[], i: number): T | undefined { const n = Math.trunc(i) || 0; return this[n < 0 ? this.length + n : n]; },
    writable: true, configurable: true,
  });
}
const O = Object as ObjectConstructor & { hasOwn?: (o: object, k: PropertyKey) => boolean };
if (!O.hasOwn) O.hasOwn = (o, k) => Object.prototype.hasOwnProperty.call(o, k);
if (typeof globalThis.structuredClone !== 'function') globalThis.structuredClone = <T,>(v: T): T => JSON.parse(JSON.stringify(v)) as T;
export {};
