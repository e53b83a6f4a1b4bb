const port = Number(process.env["E2E_PORT"] ?? 3109);

export const gantryUrl = `http://127.0.0.1:${port}`;
export const sandboxPort = port + 1000;
export const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
