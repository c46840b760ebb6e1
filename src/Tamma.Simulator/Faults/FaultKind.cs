using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tamma.Simulator.Faults;

/// <summary>Everything that can go wrong with a listing.</summary>
[JsonConverter(typeof(FaultKindConverter))]
internal enum FaultKind
{
    Unauthorised,
    Forbidden,
    RateLimited,
    Quota,
    ServerError,
    BadGateway,
    CutBody,
    CutJson,
    EmptyObject,
    EmptyList,
    Html,
    WrongShape,
    ErrorBody,
    Hang,
    SlowDrip,
    DuplicateIds,
    RedirectLoop,
    WrongContentType,
    Oversized,
    TruncatedPage,
    ProxyError,
    MissingData,
    NullList,
    HangHeaders,
    HangBody,
}

/// <summary>Writes the kinds as rate_limited and so on.</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
