/** Hosts of the label's class that the pixel probes are taken on: at most, and at least. */
export const mostProbeHosts = 200;
export const fewestProbeHosts = 16;
