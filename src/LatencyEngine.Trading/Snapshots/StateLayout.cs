using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// What an image fits: the code, the sizes, the strategies and the fields of all types, each in words, so that a refusal
/// can say what differs. Immutable.
/// </summary>
[ColdPath("snapshots are made and loaded by cold threads")]
public sealed class StateLayout
{
    private const int Magic = 0x3149534C; // "LSI1"

    private readonly List<string> _lines;

    private StateLayout(List<string> lines)
    {
        _lines = lines;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Fingerprint = BitConverter.ToUInt64(hash);
    }

    /// <summary>Equal for layouts that are the same.</summary>
    public ulong Fingerprint { get; }

    internal static StateLayout Of(TradingStages stages, TypePlans plans)
    {
        var survey = new StateSurvey(plans);
        survey.Visit(stages);
        return new StateLayout(survey.Describe(stages));
    }

    internal static StateLayout Read(ref StateReader from)
    {
        if (from.ReadInt() != Magic) throw new StateImageException("these bytes are no image of a state");
        var lines = new List<string>();
        for (var count = from.ReadCount(); count > 0; count--) lines.Add(from.ReadText());
        return new StateLayout(lines);
    }

    internal void WriteTo(StateBuffer to)
    {
        to.Write(Magic);
        to.Write(_lines.Count);
        foreach (var line in _lines) to.Write(line);
    }

    internal void CheckSame(StateLayout saved)
    {
        if (saved.Fingerprint == Fingerprint) return;
        for (var i = 0; i < Math.Max(_lines.Count, saved._lines.Count); i++)
        {
            var here = i < _lines.Count ? _lines[i] : "nothing";
            var there = i < saved._lines.Count ? saved._lines[i] : "nothing";
            if (here != there)
                throw new StateImageException($"the state was saved with other code or settings: {there}; here {here}");
        }
    }
}
