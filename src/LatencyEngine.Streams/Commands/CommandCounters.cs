using LatencyEngine.Domain;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Streams.Commands;

/// <summary>What came to a gate, counted. The gate's thread; any thread reads.</summary>
public sealed class CommandCounters
{
    private readonly Counter[] _refusals = new Counter[(int)CommandRefusal.Busy + 1];

    public CommandCounters(CounterRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        Taken = registry.Register("commands.taken");
        Questions = registry.Register("commands.questions");
        AnswersDropped = registry.Register("commands.answersDropped");
        for (var refusal = CommandRefusal.Malformed; refusal <= CommandRefusal.Busy; refusal++)
            _refusals[(int)refusal] = registry.Register($"commands.refused.{refusal}");
    }

    public Counter Taken { get; }

    public Counter Questions { get; }

    /// <summary>Answers for which the publisher had no room.</summary>
    public Counter AnswersDropped { get; }

    public Counter Of(CommandRefusal refusal) => _refusals[(int)refusal];

    /// <summary>All refusals together.</summary>
    public long Refused
    {
        get
        {
            var sum = 0L;
            for (var i = (int)CommandRefusal.Malformed; i < _refusals.Length; i++) sum += _refusals[i].Value;
            return sum;
        }
    }
}
