/** Before the page is brought to life: the worker of a large document starts, and the server reads, meanwhile. */
function begin(): void {
  if (document.querySelector("[data-opens]")) void import("#components/payload/begin-early.ts");
}

begin();
addEventListener("DOMContentLoaded", begin);
