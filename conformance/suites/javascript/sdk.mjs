import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as trailSdk from '@aws-sdk/client-cloudtrail';
import * as iamSdk from '@aws-sdk/client-iam';
import * as kmsSdk from '@aws-sdk/client-kms';
import * as stsSdk from '@aws-sdk/client-sts';
import * as wafSdk from '@aws-sdk/client-wafv2';
import { check, refused } from './checks.mjs';

const [sts, iam, kms, trail, waf] = [new stsSdk.STS({}), new iamSdk.IAM({}), new kmsSdk.KMS({}), new trailSdk.CloudTrail({}), new wafSdk.WAFV2({})];
const site = 'arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/default/0000000000000000';
const bytes = data => Buffer.from(data);
const all = async pages => {
  const found = [];
  for await (const page of pages) found.push(page);
  return found;
};

await check('js sts getCallerIdentity', async () => assert.equal((await sts.getCallerIdentity({})).Arn, 'arn:aws:iam::000000000000:root'));

let key, second;
await check('js kms createKey, describeKey', async () => {
  const created = (await kms.createKey({ Description: 'js', Tags: [{ TagKey: 'team', TagValue: 'shop' }] })).KeyMetadata;
  key = created.KeyId;
  second = (await kms.createKey({})).KeyMetadata.KeyId;
  assert.deepEqual((await kms.describeKey({ KeyId: key })).KeyMetadata, created);
  assert.ok(Math.abs(Date.now() - created.CreationDate) < 60_000);
});
await check('js kms encrypt, decrypt, reEncrypt', async () => {
  for (const plain of [Buffer.from('x'), randomBytes(4096)]) {
    const sealed = await kms.encrypt({ KeyId: key, Plaintext: plain, EncryptionContext: { order: '1', 'ключ': 'значение' } });
    assert.deepEqual(bytes((await kms.decrypt({ CiphertextBlob: sealed.CiphertextBlob, EncryptionContext: { 'ключ': 'значение', order: '1' } })).Plaintext), plain);
    await refused(kmsSdk.InvalidCiphertextException, kms.decrypt({ CiphertextBlob: sealed.CiphertextBlob }));
    const moved = await kms.reEncrypt({ CiphertextBlob: sealed.CiphertextBlob, SourceEncryptionContext: { order: '1', 'ключ': 'значение' }, DestinationKeyId: second });
    assert.deepEqual(bytes((await kms.decrypt({ CiphertextBlob: moved.CiphertextBlob })).Plaintext), plain);
  }
});
await check('js kms data keys and random bytes', async () => {
  const data = await kms.generateDataKey({ KeyId: key, KeySpec: 'AES_256' });
  assert.deepEqual(bytes((await kms.decrypt({ CiphertextBlob: data.CiphertextBlob })).Plaintext), bytes(data.Plaintext));
  assert.equal((await kms.generateDataKeyWithoutPlaintext({ KeyId: key, NumberOfBytes: 64 })).Plaintext, undefined);
  assert.equal((await kms.generateRandom({ NumberOfBytes: 100 })).Plaintext.length, 100);
});
await check('js kms states', async () => {
  await kms.disableKey({ KeyId: second });
  await refused(kmsSdk.DisabledException, kms.encrypt({ KeyId: second, Plaintext: bytes('x') }));
  await kms.enableKey({ KeyId: second });
  await kms.scheduleKeyDeletion({ KeyId: second, PendingWindowInDays: 7 });
  await refused(kmsSdk.KMSInvalidStateException, kms.encrypt({ KeyId: second, Plaintext: bytes('x') }));
  await kms.cancelKeyDeletion({ KeyId: second });
  await refused(kmsSdk.NotFoundException, kms.describeKey({ KeyId: 'alias/none' }));
});
await check('js kms aliases and their paginator', async () => {
  for (let number = 0; number < 7; number++) await kms.createAlias({ AliasName: `alias/js-${number}`, TargetKeyId: key });
  const pages = await all(kmsSdk.paginateListAliases({ client: kms, pageSize: 3 }, { KeyId: key }));
  assert.deepEqual(pages.map(page => page.Aliases.length), [3, 3, 1]);
  await refused(kmsSdk.AlreadyExistsException, kms.createAlias({ AliasName: 'alias/js-0', TargetKeyId: key }));
});

let access;
await check('js iam users, keys, policies', async () => {
  await iam.createUser({ UserName: 'js', Path: '/apps/' });
  assert.equal((await iam.getUser({ UserName: 'js' })).User.Arn, 'arn:aws:iam::000000000000:user/apps/js');
  assert.ok(Math.abs(Date.now() - (await iam.getUser({ UserName: 'js' })).User.CreateDate) < 60_000);
  await refused(iamSdk.EntityAlreadyExistsException, iam.createUser({ UserName: 'js' }));
  await refused(iamSdk.NoSuchEntityException, iam.getUser({ UserName: 'none' }));
  access = (await iam.createAccessKey({ UserName: 'js' })).AccessKey;
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:Encrypt', Resource: `arn:aws:kms:us-east-1:000000000000:key/${key}` }] };
  const policy = (await iam.createPolicy({ PolicyName: 'js', PolicyDocument: JSON.stringify(document) })).Policy.Arn;
  await iam.attachUserPolicy({ UserName: 'js', PolicyArn: policy });
  const read = await iam.getPolicyVersion({ PolicyArn: policy, VersionId: 'v1' });
  assert.deepEqual(JSON.parse(decodeURIComponent(read.PolicyVersion.Document)), document);
  await refused(iamSdk.MalformedPolicyDocumentException, iam.createPolicy({ PolicyName: 'bad', PolicyDocument: '{' }));
});
await check('js a user may do what the policy says and no more', async () => {
  const theirs = new kmsSdk.KMS({ credentials: { accessKeyId: access.AccessKeyId, secretAccessKey: access.SecretAccessKey } });
  await theirs.encrypt({ KeyId: key, Plaintext: bytes('x') });
  await refused('AccessDeniedException', theirs.encrypt({ KeyId: second, Plaintext: bytes('x') }));
  await refused('AccessDeniedException', theirs.listKeys({}));
});
await check('js iam listUsers paginator', async () => {
  for (let number = 0; number < 5; number++) await iam.createUser({ UserName: `js-${number}`, Path: '/pages/' });
  assert.deepEqual((await all(iamSdk.paginateListUsers({ client: iam, pageSize: 2 }, { PathPrefix: '/pages/' }))).map(page => page.Users.length), [2, 2, 1]);
});

await check('js wafv2 sets and web ACLs', async () => {
  const visible = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'js' };
  const set = (await waf.createIPSet({ Name: 'js', Scope: 'REGIONAL', IPAddressVersion: 'IPV6', Addresses: ['2001:db8::/32'] })).Summary;
  await refused(wafSdk.WAFOptimisticLockException, waf.updateIPSet({ Name: 'js', Scope: 'REGIONAL', Id: set.Id, Addresses: [], LockToken: '11111111-1111-4111-8111-111111111111' }));
  const rules = [
    { Name: 'set', Priority: 0, Statement: { IPSetReferenceStatement: { ARN: set.ARN } }, Action: { Count: {} }, VisibilityConfig: visible },
    { Name: 'bytes', Priority: 1, Action: { Block: {} }, VisibilityConfig: visible,
      Statement: { ByteMatchStatement: { SearchString: Buffer.from('teapot'), FieldToMatch: { QueryString: {} }, PositionalConstraint: 'CONTAINS', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } } },
  ];
  const acl = (await waf.createWebACL({ Name: 'js', Scope: 'REGIONAL', DefaultAction: { Allow: {} }, Rules: rules, VisibilityConfig: visible })).Summary;
  const read = await waf.getWebACL({ Name: 'js', Scope: 'REGIONAL', Id: acl.Id });
  assert.deepEqual(bytes(read.WebACL.Rules[1].Statement.ByteMatchStatement.SearchString), bytes('teapot'));
  await waf.associateWebACL({ WebACLArn: acl.ARN, ResourceArn: site });
  assert.equal((await fetch(`${process.env.GATEWAY}/search?q=teapot`)).status, 403);
  assert.equal((await fetch(`${process.env.GATEWAY}/search?q=mug`)).status, 200);
  await refused(wafSdk.WAFAssociatedItemException, waf.deleteWebACL({ Name: 'js', Scope: 'REGIONAL', Id: acl.Id, LockToken: acl.LockToken }));
  await waf.disassociateWebACL({ ResourceArn: site });
  await waf.deleteWebACL({ Name: 'js', Scope: 'REGIONAL', Id: acl.Id, LockToken: acl.LockToken });
  await waf.deleteIPSet({ Name: 'js', Scope: 'REGIONAL', Id: set.Id, LockToken: set.LockToken });
});

await check('js cloudtrail lookupEvents paginator', async () => {
  const pages = await all(trailSdk.paginateLookupEvents({ client: trail, pageSize: 10 }, { LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'js' }] }));
  const found = pages.flatMap(page => page.Events);
  assert.ok(found.some(event => event.EventName === 'Encrypt' && JSON.parse(event.CloudTrailEvent).errorCode?.startsWith('AccessDenied')));
  assert.ok(found.every(event => event.EventTime instanceof Date));
});

await check('js what is not implemented answers 501', async () => {
  const once = new kmsSdk.KMS({ maxAttempts: 1 });
  const error = await refused('NotImplemented', once.createGrant({ KeyId: key, GranteePrincipal: 'arn:aws:iam::000000000000:root', Operations: ['Encrypt'] }));
  assert.equal(error.$metadata.httpStatusCode, 501);
});
await check('js a wrong secret is refused', async () => {
  const wrong = { credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: 'w'.repeat(40) } };
  await refused('InvalidSignatureException', new kmsSdk.KMS(wrong).listKeys({}));
  await refused('SignatureDoesNotMatch', new stsSdk.STS(wrong).getCallerIdentity({}));
});
await check('js a clock that is off is corrected', async () => {
  const Real = Date;
  try {
    for (const minutes of [-60, 60]) {
      const now = () => Real.now() + minutes * 60_000;
      globalThis.Date = class extends Real {
        constructor(...parts) {
          super(...(parts.length ? parts : [now()]));
        }
        static now() {
          return now();
        }
      };
      assert.ok((await new kmsSdk.KMS({}).listKeys({})).Keys.length > 0);
      assert.ok((await new stsSdk.STS({}).getCallerIdentity({})).Account);
    }
  } finally {
    globalThis.Date = Real;
  }
});
