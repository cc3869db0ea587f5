/**
 * From version 1.29 on, onnxruntime's builds for Linux and macOS send events about sessions and models
 * to their maker unless this is set before the library is loaded; then nothing is collected, kept or
 * sent (onnxruntime pull requests 27379 and 29843).
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';
