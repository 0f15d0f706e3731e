package dev.keelson.pluginhost;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.pf4j.Plugin;
import org.pf4j.PluginFactory;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;

/** Creates a plugin's main class and, unlike PF4J's own factory, tells why it could not. */
final class CausedPluginFactory implements PluginFactory {

    @Override
    public Plugin create(PluginWrapper wrapper) {
        String name = wrapper.getDescriptor().getPluginClass();
        try {
            Class<?> type = wrapper.getPluginClassLoader().loadClass(name);
            return type.asSubclass(Plugin.class).cast(instance(type, wrapper));
        } catch (InvocationTargetException thrown) {
            throw new PluginRuntimeException(thrown.getCause(), "constructor of " + name + " failed");
        } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
            throw new PluginRuntimeException(unusable, "class " + name + " can't be used as Plugin-Class");
        }
    }

    private static Object instance(Class<?> type, PluginWrapper wrapper) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == PluginWrapper.class) {
                return constructor.newInstance(wrapper);
            }
        }
        return type.getConstructor().newInstance();
    }
}
