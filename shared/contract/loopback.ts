/**
 * How a page in a local browser shows that it may use the loopback host. The address that the
 * terminal prints ends in `#key=CODE`, which a browser does not send. The page exchanges the code
 * for the key of the run, once, and sends the key with every request from its own memory.
 */
export const codeMark = '#key=';

/** Header of a page that asks for the key: the code of its address. */
export const codeHeader = 'engram-code';

/** Header of every other request that wants more than the page itself. */
export const keyHeader = 'engram-key';
