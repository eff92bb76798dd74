namespace LatencyEngine.Host.Journal.Fields;

/// <summary>In what a field counts; see <see cref="FieldUnits"/>.</summary>
internal enum FieldUnit
{
    /// <summary>As it is: counts, ids, lots, lengths of time in nanoseconds.</summary>
    Plain,

    /// <summary>1e-9 of a currency unit, or of one.</summary>
    Nano,

    /// <summary>1e-6 of a currency unit.</summary>
    Micro,

    /// <summary>UTC nanoseconds since the Unix epoch.</summary>
    Time,

    /// <summary>The code of a currency.</summary>
    Currency,

    /// <summary>A hash, in hexadecimal digits.</summary>
    Hash,
}
