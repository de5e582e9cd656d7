// Drives a paper exchange with Alpaca's own SDK; prints what it saw as one JSON document.
// usage: node sdk.mjs URL
import { trading } from "@alpacahq/alpaca-trade-api";

const basePath = process.argv[2].replace(/\/$/, "");
const configuration = new trading.Configuration({ basePath, keyId: "simulator", secret: "simulator", timeoutMs: 0 });
const orders = new trading.OrdersApi(configuration);
const positions = new trading.PositionsApi(configuration);
const accounts = new trading.AccountsApi(configuration);

const control = (path, body) => fetch(`${basePath}/simulator/${path}`, { method: "POST", body: JSON.stringify(body) });
const bracket = (clientOrderId, limitPrice) => ({
  postOrderRequest: {
    symbol: "SPY", qty: "5", side: "buy", type: limitPrice ? "limit" : "market", limitPrice, timeInForce: "day", orderClass: "bracket",
    takeProfit: { limitPrice: "104" }, stopLoss: { stopPrice: "98" }, clientOrderId,
  },
});

const seen = {};
const first = await orders.postOrder(bracket("sdk-1", "99.5"));
seen.placed = { status: first.status, legs: first.legs.map((leg) => `${leg.type} ${leg.status}`).sort() };

const replaced = await orders.patchOrderByOrderId({ orderId: first.id, patchOrderRequest: { limitPrice: "99.25" } });
seen.replaced = { replaces: replaced.replaces === first.id, limit: replaced.limitPrice };
seen.old = (await orders.getOrderByOrderID({ orderId: first.id })).status;

await orders.deleteOrderByOrderID({ orderId: replaced.id });
seen.cancelled = (await orders.getOrderByOrderID({ orderId: replaced.id, nested: true })).legs.map((leg) => leg.status);

const second = await orders.postOrder(bracket("sdk-2"));
await control("clock", { minutes: 1 });
const filled = await orders.getOrderByClientOrderId({ clientOrderId: "sdk-2" });
seen.filled = { same: filled.id === second.id, status: filled.status, price: filled.filledAvgPrice, at: filled.filledAt.toISOString() };
seen.listed = (await orders.getAllOrders({ status: "all", nested: true, limit: 500, direction: "asc" })).map((order) => order.status);

const held = await positions.getAllOpenPositions();
seen.position = { symbol: held[0].symbol, qty: held[0].qty, available: held[0].qtyAvailable };
seen.account = (await accounts.getAccount()).status;

try {
  await orders.postOrder({ postOrderRequest: { symbol: "SPY", qty: "5", side: "sell", type: "market", timeInForce: "day" } });
} catch (error) {
  seen.refused = { name: error.constructor.name, status: error.status ?? error.response?.status };
}
console.log(JSON.stringify(seen));
