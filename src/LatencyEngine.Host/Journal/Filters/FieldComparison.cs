namespace LatencyEngine.Host.Journal.Filters;

/// <summary>How a field is compared with a value.</summary>
internal enum FieldComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
