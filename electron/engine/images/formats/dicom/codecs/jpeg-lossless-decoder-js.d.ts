/** The part of jpeg-lossless-decoder-js that we use; the package brings no types. */
declare module 'jpeg-lossless-decoder-js' {
  const jpeg: {
    readonly lossless: {
      readonly Decoder: new () => { decode(buffer: ArrayBuffer, offset: number, length: number): Uint8Array | Uint16Array };
    };
  };
  export default jpeg;
}
