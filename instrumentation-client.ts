/** Runs before the page is brought to life. */
import "#components/payload/begin-in-worker.ts";
