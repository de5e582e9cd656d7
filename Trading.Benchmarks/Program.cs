if (args is [Trading.Benchmarks.BreadthData.Verb, ..]) await Trading.Benchmarks.BreadthData.MakeAsync(args);
else BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
