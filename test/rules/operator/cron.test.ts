import { cronProblem } from '../../../src/rules/operator/cron';

test.each([
  '* * * * *',
  '0 10 * * 1-5',
  '*/15 0-23/2 1,15 jan-mar MON',
  '59 23 31 12 6',
  '0 0 1 1 0',
  '? ? ? ? ?',
  '5/10 * * * *',
  ' 0  0 * * * ',
  '@daily',
  '@every 1h30m',
  '@every 1.5h',
  '@every 10µs5ns',
])('%j is a schedule', (text) => {
  expect(cronProblem(text)).toBeUndefined();
});

test.each([
  ['* * * *', 'it has 4 fields, not 5'],
  ['0 * * * * *', 'it has 6 fields, not 5'],
  ['', 'it has 0 fields, not 5'],
  ['60 * * * *', "'60' is no minute"],
  ['* 24 * * *', "'24' is no hour"],
  ['* * 0 * *', "'0' is no day"],
  ['* * 32 * *', "'32' is no day"],
  ['* * * 13 *', "'13' is no month"],
  ['* * * * 7', "'7' is no weekday"],
  ['* * * * mon-sun', "'mon-sun' is no weekday"],
  ['* * * mon *', "'mon' is no month"],
  ['*/0 * * * *', "'*/0' is no minute"],
  ['*/5/5 * * * *', "'*/5/5' is no minute"],
  ['*/a * * * *', "'*/a' is no minute"],
  ['1-2-3 * * * *', "'1-2-3' is no minute"],
  ['1,,2 * * * *', "'1,,2' is no minute"],
  ['1x * * * *', "'1x' is no minute"],
  ['x1 * * * *', "'x1' is no minute"],
  ['@often', '@often is no descriptor'],
  ['@every', '@every is no descriptor'],
  ['@every 1', '@every 1 is no descriptor'],
  ['@every 1h or so', '@every 1h or so is no descriptor'],
])('%j is none: %s', (text, problem) => {
  expect(cronProblem(text)).toBe(problem);
});
