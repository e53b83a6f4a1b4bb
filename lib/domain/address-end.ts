/** When a presigned address stops working, by the parameters of Amazon, Google, Azure and CloudFront; null where it tells none. */
export function toAddressEnd(address: string): number | null {
  const params = URL.parse(address)?.searchParams;
  if (!params) return null;
  for (const vendor of ["Amz", "Goog"]) {
    const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(
      params.get(`X-${vendor}-Date`) ?? "",
    );
    const seconds = Number(params.get(`X-${vendor}-Expires`));
    if (!date || !(seconds > 0)) continue;
    const [, year, month, day, hour, minute, second] = date.map(Number);
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) + seconds * 1_000;
  }
  const epoch = Number(params.get("Expires"));
  if (epoch > 0) return epoch * 1_000;
  const at = Date.parse(params.get("se") ?? "");
  return Number.isNaN(at) ? null : at;
}
