package nn.core.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import nn.core.Message;
import nn.core.NnException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All components that can be made by name: those of the platform's modules and those of plugins. A registry is immutable;
 * {@link #load()} finds what is on the module path or class path, {@link #withPlugins} adds jars.
 *
 * <p>Two providers of the platform with one kind and name are a bug. A plugin that clashes with a name or fails to load is
 * {@linkplain #rejected() rejected and listed}; when its jar was asked for, that is a failure.
 */
public final class Registry {

    /**
     * A component that can be made.
     *
     * @param kind what it is, in lower case, for example {@code activation}
     * @param name its registered name
     * @param provider the class that makes it
     * @param origin the module, or the jar or directory it came from
     */
    public record Entry(String kind, String name, String provider, String origin) {}

    /**
     * A provider that is not used.
     *
     * @param provider its class, as far as it is known
     * @param reason why it is not used
     */
    public record Rejection(String provider, String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    private final Map<String, SortedMap<String, Provider<?>>> byKind;
    private final List<Rejection> rejected;
    private final Optional<ModuleLayer> layer;
    private final ClassLoader loader;

    private Registry(
            Map<String, SortedMap<String, Provider<?>>> byKind,
            List<Rejection> rejected,
            Optional<ModuleLayer> layer,
            ClassLoader loader) {
        this.byKind = byKind;
        this.rejected = List.copyOf(rejected);
        this.layer = layer;
        this.loader = loader;
    }

    /** Finds every provider that the platform's own module layer or class path holds. */
    public static Registry load() {
        Optional<ModuleLayer> layer =
                Optional.ofNullable(Registry.class.getModule().getLayer());
        ClassLoader loader = Registry.class.getClassLoader();
        // In the boot layer the loader also sees the class path; in a layer of its own a module may have another
        // loader.
        boolean ownLayer = layer.isPresent() && !layer.get().equals(ModuleLayer.boot());
        Registry registry = new Registry(new TreeMap<>(), List.of(), layer, loader);
        List<Rejection> rejected = new ArrayList<>();
        registry.addAll(
                ownLayer ? ServiceLoader.load(layer.get(), Provider.class) : ServiceLoader.load(Provider.class, loader),
                rejected);
        rejected.forEach(r -> LOG.warn("Provider {} is not used: {}", r.provider(), r.reason()));
        return new Registry(registry.byKind, rejected, layer, loader);
    }

    /**
     * This registry and the components of further jars, which stay in a module layer of their own.
     *
     * @param jars modular jars, or plain jars with {@code META-INF/services}
     * @throws NnException.Plugin if a jar is missing, provides nothing, or holds a provider that has to be rejected
     */
    public Registry withPlugins(List<Path> jars) {
        if (jars.isEmpty()) {
            return this;
        }
        jars.forEach(Registry::checkIsJar);
        Map<String, SortedMap<String, Provider<?>>> copy = new TreeMap<>();
        byKind.forEach((kind, providers) -> copy.put(kind, new TreeMap<>(providers)));
        Registry extended = layer.isPresent() ? withLayer(copy, layer.get(), jars) : withClassPath(copy, jars);
        List<Rejection> bad = new ArrayList<>();
        int found = extended.addAll(extended.services(), bad);
        bad.removeAll(rejected); // Those were there before and are listed.
        if (!bad.isEmpty()) {
            Rejection first = bad.getFirst();
            throw new NnException.Plugin(
                    "Plugin " + names(jars) + ": " + first.provider() + " cannot be used: " + first.reason());
        }
        if (found == 0) {
            throw new NnException.Plugin("Plugin " + names(jars) + " provides no component. Its module-info needs "
                    + "\"provides nn.core.spi.Provider with …\", or the jar META-INF/services/nn.core.spi.Provider.");
        }
        return extended;
    }

    private static String names(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static void checkIsJar(Path jar) {
        if (!Files.exists(jar)) {
            throw new NnException.Plugin("Plugin " + jar + ": no such file.");
        }
        if (!Files.isDirectory(jar)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.getManifest();
            } catch (IOException e) {
                throw new NnException.Plugin("Plugin " + jar + " is not a jar: " + e.getMessage(), e);
            }
        }
    }

    private Registry withLayer(Map<String, SortedMap<String, Provider<?>>> known, ModuleLayer parent, List<Path> jars) {
        try {
            ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
            List<String> roots = finder.findAll().stream()
                    .map(ModuleReference::descriptor)
                    .map(descriptor -> descriptor.name())
                    .sorted()
                    .toList();
            Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
            ModuleLayer child = parent.defineModulesWithOneLoader(configuration, loader);
            return new Registry(known, rejected, Optional.of(child), loader);
        } catch (FindException | ResolutionException | SecurityException | LayerInstantiationException e) {
            throw new NnException.Plugin("Plugin " + names(jars) + " cannot be loaded: " + reason(e), e);
        }
    }

    private Registry withClassPath(Map<String, SortedMap<String, Provider<?>>> known, List<Path> jars) {
        URL[] urls = new URL[jars.size()];
        try {
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Registry(known, rejected, Optional.empty(), new URLClassLoader(urls, loader));
    }

    @SuppressWarnings("rawtypes") // ServiceLoader knows the service only as its raw class.
    private ServiceLoader<Provider> services() {
        return layer.isPresent()
                ? ServiceLoader.load(layer.get(), Provider.class)
                : ServiceLoader.load(Provider.class, loader);
    }

    /** Adds the providers that are not known yet; returns how many. */
    @SuppressWarnings("rawtypes")
    private int addAll(ServiceLoader<Provider> services, List<Rejection> rejections) {
        int added = 0;
        List<Class<?>> known = knownClasses();
        Iterator<ServiceLoader.Provider<Provider>> iterator = services.stream().iterator();
        while (true) {
            String providerName = "a provider";
            try {
                if (!iterator.hasNext()) {
                    return added;
                }
                ServiceLoader.Provider<Provider> service = iterator.next();
                providerName = service.type().getName();
                if (!known.contains(service.type())) {
                    known.add(service.type());
                    add(service.get());
                    added++;
                }
            } catch (ServiceConfigurationError | LinkageError | NnException.Plugin e) {
                rejections.add(new Rejection(providerName, reason(e)));
            }
        }
    }

    /** What is behind the exceptions that only say that something failed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ServiceConfigurationError
                        || cause instanceof ExceptionInInitializerError
                        || cause instanceof FindException)) {
            cause = cause.getCause();
        }
        return cause instanceof NnException || cause instanceof FindException || cause instanceof ResolutionException
                ? String.valueOf(cause.getMessage())
                : cause.toString();
    }

    private List<Class<?>> knownClasses() {
        List<Class<?>> known = new ArrayList<>();
        byKind.values().forEach(providers -> providers.values().forEach(provider -> known.add(provider.getClass())));
        return known;
    }

    private void add(Provider<?> provider) {
        String name = said("name", "lower-case letters, digits and single hyphens", provider::name);
        checkName(name);
        said("aliases", "a list", provider::aliases).forEach(Registry::checkName);
        String kind = kindOf(said("type", "the interface of a kind", provider::type));
        SortedMap<String, Provider<?>> providers = byKind.computeIfAbsent(kind, k -> new TreeMap<>());
        Provider<?> other = providers.putIfAbsent(name, provider);
        if (other != null) {
            String clash = "the " + kind + " \"" + name + "\" is already provided by "
                    + other.getClass().getName();
            if (isBuiltIn(provider) && isBuiltIn(other)) {
                throw new IllegalStateException(provider.getClass().getName() + ": " + clash);
            }
            throw new NnException.Plugin(clash);
        }
    }

    /** What a provider says about itself; it must say something. */
    private static <V> V said(String method, String expected, Supplier<? extends @Nullable V> call) {
        V value;
        try {
            value = call.get();
        } catch (RuntimeException | LinkageError e) {
            throw new NnException.Plugin("its " + method + "() failed: " + e, e);
        }
        if (value == null) {
            throw new NnException.Plugin("its " + method + "() is null, expected " + expected);
        }
        return value;
    }

    private static void checkName(String name) {
        if (!Spec.isName(name)) {
            throw new NnException.Plugin("its name " + Message.quote(name)
                    + " is not made of lower-case letters, digits and single hyphens");
        }
    }

    private static boolean isBuiltIn(Provider<?> provider) {
        return Plugins.isBuiltIn(provider.getClass());
    }

    /** The kind in the words of people: {@code MatrixKernel} is a matrix-kernel. */
    private static String kindOf(Class<?> type) {
        return Names.toKebabCase(type.getSimpleName());
    }

    /**
     * Makes a component.
     *
     * @param <T> the kind of component
     * @param type the kind's interface
     * @param spec name and settings
     * @throws NnException.Configuration if the name is unknown or a setting is not accepted
     * @throws NnException.Plugin if the provider fails otherwise
     */
    public <T> T create(Class<T> type, Spec spec) {
        Provider<T> provider = provider(type, spec.name());
        try {
            Object component = provider.create(spec.settings(), this);
            if (!type.isInstance(component)) {
                throw new NnException.Plugin(provider.getClass().getName() + ".create returned "
                        + (component == null
                                ? "null"
                                : "a " + component.getClass().getName()) + ", expected a "
                        + type.getName() + ".");
            }
            return type.cast(component);
        } catch (NnException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new NnException.Plugin(provider.getClass().getName() + ".create failed: " + e, e);
        }
    }

    /**
     * The provider of a component.
     *
     * @param <T> the kind of component
     * @param type the kind's interface
     * @param name a registered name or an alias
     * @throws NnException.Configuration if there is none; the message lists the known names
     */
    public <T> Provider<T> provider(Class<T> type, String name) {
        return find(type, name).orElseThrow(() -> new NnException.Configuration(unknown(type, name)));
    }

    /**
     * The provider of a component, if there is one.
     *
     * @param <T> the kind of component
     * @param type the kind's interface
     * @param name a registered name or an alias
     */
    public <T> Optional<Provider<T>> find(Class<T> type, String name) {
        return providers(type).stream()
                .filter(p -> p.name().equals(name) || p.aliases().contains(name))
                .findFirst();
    }

    /** All providers of a kind, by name. */
    @SuppressWarnings("unchecked") // byKind holds under a kind only providers whose type() is that kind.
    public <T> List<Provider<T>> providers(Class<T> type) {
        return byKind.getOrDefault(kindOf(type), new TreeMap<>()).values().stream()
                .filter(p -> p.type().equals(type))
                .map(p -> (Provider<T>) p)
                .toList();
    }

    private String unknown(Class<?> type, String name) {
        String kind = kindOf(type).replace('-', ' ');
        String known = providers(type).stream().map(Provider::name).collect(Collectors.joining(", "));
        // The list last: where a message is cut, the way out is still there.
        return "Unknown " + kind + " " + Message.quote(name)
                + ". Is its module on the module path, or its jar given with --plugins? Available: " + known + ".";
    }

    /** Everything that can be made, by kind and name. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        byKind.forEach((kind, providers) -> providers.forEach((name, provider) ->
                entries.add(new Entry(kind, name, provider.getClass().getName(), originOf(provider)))));
        return entries;
    }

    /** The providers that were found on the module path or class path and cannot be used. */
    public List<Rejection> rejected() {
        return rejected;
    }

    private static String originOf(Provider<?> provider) {
        Module module = provider.getClass().getModule();
        if (module.isNamed()) {
            String version =
                    module.getDescriptor().rawVersion().map(v -> "@" + v).orElse("");
            return module.getName() + version;
        }
        return "class path";
    }
}
