namespace Tamma.Providers.OpenCode;

/// <summary>How a member of a model is read.</summary>
internal enum OpenCodeMember
{
    Text,
    Flag,
    Limit,
    Object,
    ModelId,
    ProviderId,
    ApiUrl,
    Interleaved,
    Modalities,
    Variants,
    Cost,

    /// <summary>May hold secrets; redacted before, and not read.</summary>
    Dropped,
}
