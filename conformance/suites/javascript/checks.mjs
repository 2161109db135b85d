/** Each check prints one line: `ok NAME` or `FAIL NAME: reason`. */
export async function check(name, body) {
  try {
    await body();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`FAIL ${name}: ${`${error.name}: ${error.message}`.replace(/\s+/g, ' ').slice(0, 600)}`);
  }
}

/** The promise fails with an exception of this class at the first attempt, or by this name where the class is one. */
export async function refused(kind, promise) {
  let error;
  try {
    await promise;
  } catch (caught) {
    error = caught;
  }
  if (!error) throw new Error(`was not refused with ${kind.name ?? kind}`);
  if (typeof kind === 'string' ? error.name !== kind : !(error instanceof kind)) throw error;
  if (error.$metadata.attempts !== 1) throw new Error(`${error.name} after ${error.$metadata.attempts} attempts`);
  return error;
}
