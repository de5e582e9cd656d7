using Microsoft.Extensions.Hosting;
using Trading.Functions;

TradingApp.CreateBuilder(args).Build().Run();
