if (args is [Trading.Benchmarks.BreadthData.Verb, ..]) await Trading.Benchmarks.BreadthData.MakeAsync(args);
else if (args is [Trading.Benchmarks.ScanAtScale.Verb, ..]) await Trading.Benchmarks.ScanAtScale.RunAsync(args);
else BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
