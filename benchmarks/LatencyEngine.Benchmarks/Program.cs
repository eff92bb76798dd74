using BenchmarkDotNet.Running;

// Without arguments it asks which; "--filter *" runs all. Figures of threads belong to
// LatencyEngine.PerfTests.
BenchmarkSwitcher.FromAssembly(typeof(LatencyEngine.Benchmarks.Rings.PublishBenchmarks).Assembly).Run(args);
