import { writeFileSync } from "node:fs";
import { formatLicences, licencesFile, readLockedPackages } from "./locked-packages.ts";

/** `npm run licences`. */
writeFileSync(licencesFile, formatLicences(readLockedPackages()));
