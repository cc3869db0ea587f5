/** The part of fs-native-extensions that we use; the package brings no types. */
declare module 'fs-native-extensions' {
  /** Takes the lock of an open file without waiting; false when another open file has it. */
  export function tryLock(descriptor: number): boolean;
  export function unlock(descriptor: number): void;
}
