namespace LatencyEngine.Host.Doctor;

/// <summary>
/// One question to the host. Stateless. A probe that measures is bounded to a few hundred milliseconds and
/// leaves nothing behind; a probe that reads says "unknown" and why where the host does not tell.
/// </summary>
public interface IProbe
{
    /// <summary>The key in the JSON report: camelCase, never changed.</summary>
    string Id { get; }

    /// <summary>The heading of the row: a few words that fit <see cref="TextReport.SubjectWidth"/>.</summary>
    string Subject { get; }

    Finding Examine(IHost host);
}
