using FsCheck;
using FsCheck.Fluent;

namespace LatencyEngine.Tests.Runtime.Collections;

/// <summary>One step of a random program that is run against a collection and its twin from the class library.</summary>
public readonly record struct Step(int Operation, int Argument);

/// <summary>Random programs: long enough to fill a small collection and to empty it again, several times over.</summary>
internal static class RandomProgram
{
    private const int Steps = 200;
    private const int Runs = 60;

    /// <summary>Runs <paramref name="check"/>, which throws when the twins differ, on many programs.</summary>
    public static void Check(int operations, int arguments, Action<IReadOnlyList<Step>> check) =>
        Prop.ForAll(Programs(operations, arguments).ToArbitrary(), check)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    private static Gen<List<Step>> Programs(int operations, int arguments) =>
        (from operation in Gen.Choose(0, operations - 1)
         from argument in Gen.Choose(0, arguments - 1)
         select new Step(operation, argument)).ListOf(Steps).Select(steps => steps.ToList());
}
