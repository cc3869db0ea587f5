import { z } from 'zod';

/**
 * A window's content security policy forbids making code of text, which zod would try for speed.
 * Imported before any schema is used there.
 */
z.config({ jitless: true });
