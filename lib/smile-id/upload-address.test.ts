import { describe, expect, it } from 'vitest'
import { connect } from './settings'
import { uploadAddress } from './upload-address'

const real = connect({ partnerId: '001', apiKey: 'key', baseUrl: 'https://testapi.smileidentity.com/v1' })
const local = connect({ partnerId: '001', apiKey: 'key', baseUrl: 'http://127.0.0.1:4010/v1' })

describe('an upload address', () => {
  it.each([
    'https://smile-uploads-test.s3.us-west-2.amazonaws.com/videos/1/selfie.zip?X-Amz-Expires=900',
    'https://smile-uploads-test.s3.us-west-2.amazonaws.com:443/videos/1/selfie.zip',
    'https://SMILE-UPLOADS.s3.AMAZONAWS.com/x',
    'https://testapi.smileidentity.com/put/x',
    'https://s3.amazonaws.com/bucket/x',
    'https://s3-us-west-2.amazonaws.com/bucket/x',
    'https://bucket.s3-us-west-2.amazonaws.com/x',
    'https://bucket.s3-external-1.amazonaws.com/x',
    'https://bucket.s3-accelerate.amazonaws.com/x',
    'https://bucket.s3-accelerate.dualstack.amazonaws.com/x',
    'https://bucket.s3.dualstack.eu-central-1.amazonaws.com/x',
    'https://bucket.s3-fips.us-gov-west-1.amazonaws.com/x',
  ])('%s is taken', (text) => {
    expect(uploadAddress(text, real)).not.toBeNull()
  })

  it.each([
    '',
    'selfie.zip',
    '//bucket.amazonaws.com/x',
    'http://bucket.s3.amazonaws.com/x',
    'https://bucket.s3.amazonaws.com:8443/x',
    'https://user:pass@bucket.s3.amazonaws.com/x',
    'https://bucket.s3.amazonaws.com@evil.example/x',
    'https://bucket.s3.amazonaws.com.evil.example/x',
    'https://evilamazonaws.com/x',
    'https://amazonaws.com.evil.example/x',
    'https://bucket.s3.amazonaws.com./x',
    'https://evil.example/?.amazonaws.com',
    'https://ec2-3-8-1-2.eu-west-2.compute.amazonaws.com/x',
    'https://s3-evil-1234567890.us-east-1.elb.amazonaws.com/x',
    'https://s3.us-east-1.elb.amazonaws.com/x',
    'https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com/x',
    'https://x.s3.execute-api.us-east-1.amazonaws.com/x',
    'https://x.s3.evil.amazonaws.com/x',
    'https://s3.evil.example/x',
    'https://evil.example\\.amazonaws.com/x',
    'http://testapi.smileidentity.com/x',
    'https://testapi.smileidentity.com:444/x',
    'https://user@testapi.smileidentity.com/x',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:4010/x',
    'http://0x7f.1/x',
    'http://[::ffff:127.0.0.1]/x',
    'https://[::1]/x',
    'file:///etc/passwd',
    'data:,x',
    'javascript:1',
  ])('%s is not', (text) => {
    expect(uploadAddress(text, real)).toBeNull()
  })

  it("takes a local provider's own origin, port and all, and no other port", () => {
    expect(uploadAddress('http://127.0.0.1:4010/put/x', local)?.pathname).toBe('/put/x')
    expect(uploadAddress('http://127.0.0.1:4011/put/x', local)).toBeNull()
  })

  it('takes only the hosts the settings name', () => {
    const narrow = { ...real, uploadHosts: /\.store\.example$/ }
    expect(uploadAddress('https://a.store.example/x', narrow)).not.toBeNull()
    expect(uploadAddress('https://store.example/x', narrow)).toBeNull()
    expect(uploadAddress('https://bucket.s3.amazonaws.com/x', narrow)).toBeNull()
  })
})
