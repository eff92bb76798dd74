namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// Skipping equivalent schedules must not lose an outcome: random small programs give the same outcomes
/// either way.
/// </summary>
public sealed class ReductionTests
{
    private const int Variables = 2;

    [Theory]
    [InlineData(2, 4, 150)]
    [InlineData(3, 2, 150)]
    public void Reduced_and_full_search_see_the_same_outcomes(int threads, int steps, int programs)
    {
        long full = 0, reduced = 0;
        for (var seed = 0; seed < programs; seed++)
        {
            var program = new RandomProgram(seed, threads, steps);
            var everything = Explorer.Explore(program.NewScenario, new Bounds { Reduce = false });
            var some = Explorer.Explore(program.NewScenario);

            Assert.Equal(Names(everything), Names(some));
            full += everything.Schedules;
            reduced += some.Schedules - some.Redundant;
        }
        Assert.True(reduced * 2 < full, $"{reduced} of {full} schedules");
    }

    private static string Names(Exploration exploration) => exploration.Failure is null
        ? string.Join(", ", exploration.Outcomes.Keys.Order(StringComparer.Ordinal))
        : exploration.Failure.Kind.ToString();

    /// <summary>Straight-line threads over two variables, with waits for a change mixed in.</summary>
    private sealed class RandomProgram(int seed, int threads, int steps)
    {
        public Scenario NewScenario()
        {
            var random = new Random(seed);
            var shared = new SharedVariable[Variables];
            for (var i = 0; i < Variables; i++) shared[i] = new SharedVariable($"v{i}");
            var scenario = new Scenario();
            var registers = new long[threads];
            for (var t = 0; t < threads; t++)
                scenario.Thread($"thread {t}", RandomBody(random, shared, registers, t));
            return scenario.Outcome(() => Describe(registers, shared));
        }

        private Action RandomBody(Random random, SharedVariable[] shared, long[] registers, int self)
        {
            var actions = new List<Action>();
            for (var i = 0; i < steps; i++) actions.Add(RandomStep(random, shared, registers, self));
            return () => actions.ForEach(action => action());
        }

        private static Action RandomStep(Random random, SharedVariable[] shared, long[] registers, int self)
        {
            var variable = shared[random.Next(Variables)];
            var value = random.Next(1, 4);
            return random.Next(7) switch
            {
                0 or 1 => () => registers[self] = registers[self] * 10 + variable.Read(),
                2 or 3 => () => variable.Write(value),
                4 => () => variable.Add(value),
                5 => () => variable.CompareExchange(value, 0),
                _ => () => LookTwice(variable, registers, self),
            };
        }

        private static void LookTwice(SharedVariable variable, long[] registers, int self)
        {
            for (var looks = 0; looks < 2 && variable.Read() == 0; looks++) Simulation.Spin();
            registers[self] = registers[self] * 10 + variable.Read();
        }

        private static string Describe(long[] registers, SharedVariable[] shared) =>
            string.Join(' ', registers.Concat(shared.Select(variable => variable.Final)));
    }
}
