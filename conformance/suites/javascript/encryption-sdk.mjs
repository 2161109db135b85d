import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { KMS } from '@aws-sdk/client-kms';
import { check } from './checks.mjs';

const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const scheme = new URL(process.env.AWS_ENDPOINT_URL).protocol.slice(0, -1);
const kms = new KMS({});
const [first, second, other] = await Promise.all([1, 2, 3].map(async () => (await kms.createKey({})).KeyMetadata.Arn));
const encryptionContext = { order: '1', shop: 'tea' };

await check(`encryption SDK over ${scheme}: a message in frames, under two keys, opened by either`, async () => {
  const message = randomBytes(300_000);
  const sealed = await encrypt(new KmsKeyringNode({ generatorKeyId: first, keyIds: [second] }), message, { encryptionContext });
  for (const keyId of [first, second]) {
    const opened = await decrypt(new KmsKeyringNode({ keyIds: [keyId] }), sealed.result);
    assert.deepEqual(opened.plaintext, message);
    assert.equal(opened.messageHeader.encryptionContext.order, '1');
  }
  await assert.rejects(decrypt(new KmsKeyringNode({ keyIds: [other] }), sealed.result));
});
await check(`encryption SDK over ${scheme}: a changed message is not opened`, async () => {
  const { result } = await encrypt(new KmsKeyringNode({ generatorKeyId: first }), Buffer.from('card on file'), { encryptionContext });
  for (const place of [40, result.length - 120, result.length - 1]) {
    const changed = Buffer.from(result);
    changed[place] ^= 1;
    await assert.rejects(decrypt(new KmsKeyringNode({ keyIds: [first] }), changed));
  }
});
