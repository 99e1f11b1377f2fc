import { expect, test } from 'vitest'

import { ConfigError, readConfig } from './config.ts'

test('without any setting Hearth listens on this machine only and keeps its data beside it', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ host: '127.0.0.1', port: 4600, publicUrl: 'http://127.0.0.1:4600', onLoopback: true })
  expect(config.dataDir).toMatch(/\/data$/)
})

test('a public address or a listening address beyond this machine asks for the one-time code', () => {
  expect(readConfig({ HEARTH_HOST: '0.0.0.0' }).onLoopback).toBe(false)
  expect(readConfig({ HEARTH_PUBLIC_URL: 'https://hearth.example.com/' })).toMatchObject({
    onLoopback: false,
    publicUrl: 'https://hearth.example.com',
  })
})

test('every wrong setting is named together with what it accepts', () => {
  const wrong = {
    HEARTH_PORT: '70000',
    DATABASE_URL: 'mysql://x',
    HEARTH_SECRET_KEY: 'short',
    HEARTH_LOG_LEVEL: 'loud',
    HEARTH_HOST: 'example',
  }
  const read = () => readConfig(wrong)
  expect(read).toThrow(ConfigError)
  for (const name of Object.keys(wrong)) expect(read).toThrow(name)
  expect(read).toThrow('a port from 1 to 65535')
})

test('an S3 store without its keys is refused, with them it is used', () => {
  expect(() => readConfig({ HEARTH_S3_ENDPOINT: 'https://s3.example.com' })).toThrow('HEARTH_S3_BUCKET')
  const config = readConfig({
    HEARTH_S3_ENDPOINT: 'https://s3.example.com',
    HEARTH_S3_BUCKET: 'b',
    HEARTH_S3_ACCESS_KEY: 'a',
    HEARTH_S3_SECRET_KEY: 's',
  })
  expect(config.s3).toEqual({ endpoint: 'https://s3.example.com', bucket: 'b', region: 'us-east-1', accessKey: 'a', secretKey: 's' })
})

test('options of a network are read by its prefix, and allowed origins lose their path', () => {
  const config = readConfig(
    { HEARTH_BLUESKY_PLC: 'http://127.0.0.1:2582', HEARTH_ALLOW_ORIGINS: 'http://127.0.0.1:2582/x, http://10.0.0.1:80' },
    ['bluesky'],
  )
  expect(config.networkOptions['bluesky']).toEqual({ plc: 'http://127.0.0.1:2582' })
  expect(config.allowOrigins).toEqual(['http://127.0.0.1:2582', 'http://10.0.0.1'])
})
