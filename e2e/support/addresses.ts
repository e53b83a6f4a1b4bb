export const gantryUrl = "http://127.0.0.1:3109";
export const sandboxPort = 4109;
export const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
