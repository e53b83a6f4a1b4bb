"use client";
import { useRouter } from "next/navigation";
import { handFile } from "#lib/client/handed-file.ts";
import { ChooseFile } from "./choose-file.tsx";

/** On the first page: leads a saved job to the page that shows it. */
export function HomeFile() {
  const router = useRouter();
  return (
    <ChooseFile
      label="Open a saved job"
      onFile={(file) => {
        handFile(file);
        router.push("/file");
      }}
    />
  );
}
