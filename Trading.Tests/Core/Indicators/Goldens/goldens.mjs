// Writes goldens.csv: 120 made-up bars and what two public packages compute from them.
// Copy this file into an empty folder, then:
//   npm install technicalindicators@3.1.0 trading-signals@8.3.0
//   node goldens.mjs > goldens.csv
import { createRequire } from 'node:module';
import { ATR, RSI, VWAP } from 'trading-signals';
const { EMA, MACD, SD } = createRequire(import.meta.url)('technicalindicators');

let state = 12345;
const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
const cents = (value) => Math.round(value * 100) / 100;

const bars = [];
let price = 150;
for (let i = 0; i < 120; i++) {
  const open = cents(price);
  // A flat stretch, so that unchanged closes are among the cases.
  const close = i >= 60 && i < 64 ? open : cents(open + (random() - 0.5) * 1.2);
  const high = cents(Math.max(open, close) + random() * 0.4);
  const low = cents(Math.min(open, close) - random() * 0.4);
  const volume = i > 0 && i % 17 === 0 ? 0 : Math.floor(100 + random() * 9000);
  bars.push({ open, high, low, close, volume });
  price = close + (random() - 0.5) * 0.3 * (i % 29 === 0 ? 10 : i >= 59 && i < 63 ? 0 : 1);
}

const values = bars.map((bar) => bar.close);
// Results that start later than the bars are padded in front.
const aligned = (results) => [...Array(bars.length - results.length).fill({}), ...results];
const macd = aligned(MACD.calculate({
  values, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false,
}));
const ema = aligned(EMA.calculate({ values, period: 9 }));
const sd = aligned(SD.calculate({ values, period: 20 }));
const rsi = new RSI(14), atr = new ATR(14), vwap = new VWAP();
const cell = (value) => (typeof value === 'number' ? String(value) : '');

console.log('# Bars made by goldens.mjs (beside this file). Expected values by npm packages, empty while undefined:');
console.log('# technicalindicators 3.1.0: EMA.calculate period 9; SD.calculate period 20;');
console.log('#   MACD.calculate 12, 26, 9, SimpleMAOscillator false, SimpleMASignal false.');
console.log('# trading-signals 8.3.0: new RSI(14), new ATR(14), new VWAP(), each getResult() after add().');
console.log('open,high,low,close,volume,ema9,sd20,macd,signal,histogram,rsi14,atr14,vwap');
bars.forEach((bar, i) => {
  for (const indicator of [rsi, atr, vwap]) indicator.add(indicator === rsi ? bar.close : bar);
  console.log([
    bar.open, bar.high, bar.low, bar.close, bar.volume, ema[i], sd[i], macd[i].MACD, macd[i].signal, macd[i].histogram,
    ...[rsi, atr, vwap].map((indicator) => (indicator.isStable ? indicator.getResult() : undefined)),
  ].map(cell).join(','));
});
