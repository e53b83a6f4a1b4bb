import "server-only";

/**
 * The address with each broken percent-escape made a plain percent sign, so that it reaches the page
 * that says what is wrong with it. Next answers it with a bare 500.
 */
export function repairUrl(url: string): string {
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  try {
    decodeURIComponent(path);
    return url;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}
